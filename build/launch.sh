# Sourced by the launchers, with the folder of the repository in $root: train, then launch.

. "$root/build/find-jdk.sh"
find_jdk

app=$root/cli/target
stamp=$app/morph.stamp
# Warnings of the JVM would go to stdout, which belongs to the result.
flags=(-XX:+UseSerialGC -Xss8m --enable-native-access=ALL-UNNAMED -Xlog:disable -Xlog:all=error:stderr)

# Java reads arguments and names of files by the locale. Where that is not UTF-8, they would be lost.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
  *[Uu][Tt][Ff]8* | *[Uu][Tt][Ff]-8*) ;;
  *) export LC_ALL=C.UTF-8 ;;
esac

train() { # NAME ARGUMENTS: the archive of loaded classes, and the command that makes it
  cache=$app/$1.aot
  shift
  training=("$@")
}

is_stale() { # whether a source is newer than the last build
  [ -f "$stamp" ] && [ -f "$app/morph.jar" ] && [ -d "$app/lib" ] || return 0
  local pom watched=("$root/pom.xml")
  for pom in "$root"/{build/parent,base,ir,{engine,component,runtime,distribution,examples,sdk,builtins}/*,builtins,capabilities,storage,host,cli}/pom.xml; do
    [ ! -f "$pom" ] || watched+=("$pom" "${pom%pom.xml}src/main")
  done
  [ -n "$(find "${watched[@]}" -newer "$stamp" -print -quit 2>/dev/null)" ]
}

build() { # all output to stderr: stdout belongs to the result
  command -v mvn >/dev/null || { echo "Maven is needed to build Morph (https://maven.apache.org, or apt-get install maven)"; return 1; }
  mkdir -p "$app"
  if command -v flock >/dev/null; then # two first calls at once build once
    exec 9>"$app/.build-lock"
    flock 9
    is_stale || return 0
  fi
  echo "Building Morph (once, and after changes) ..."
  local wanted=cli example
  for example in "$root"/examples/*/pom.xml; do
    example=${example#"$root/"} example=${example%/pom.xml}
    ! grep -q "<module>$example</module>" "$root/pom.xml" || wanted+=,$example
  done
  : >"$stamp.new" # made before the build, so that what is changed meanwhile counts
  rm -rf "$app/lib"
  # A JDK 25 warns of what Maven itself does; that is nobody's concern here.
  (cd "$root" && MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow" \
    mvn -q -B -Dquickly -pl "$wanted" -am package) || { rm -f "$stamp.new"; return 1; }
  mv "$stamp.new" "$stamp"
}

launch() { # CLASS ARGUMENTS: builds what is stale and becomes the program
  local main=$1
  shift
  if is_stale; then
    build 1>&2 </dev/null || exit 6
  fi

  local jar class_path=$app/morph.jar fresh=
  [ "$cache" -nt "$app/morph.jar" ] && [ "$cache" -nt "$JAVA_HOME/release" ] && fresh=yes
  for jar in "$app"/lib/*.jar; do
    class_path+=:$jar
    [ "$cache" -nt "$jar" ] || fresh=
  done
  if [ -z "$fresh" ]; then
    # The classes that a start needs, loaded and linked beforehand. Where that fails, Morph starts more slowly.
    "$JAVA_HOME/bin/java" "${flags[@]}" -XX:AOTCacheOutput="$cache" -cp "$class_path" "$main" "${training[@]}" \
      >/dev/null 2>&1 </dev/null || : >"$cache"
  fi
  [ ! -s "$cache" ] || flags+=(-XX:AOTCache="$cache")
  exec "$JAVA_HOME/bin/java" "${flags[@]}" -cp "$class_path" "$main" "$@"
}
