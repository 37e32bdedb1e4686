# Sourced by the launchers. find_jdk sets JAVA_HOME to a JDK 25 or later, or says what to do and answers 1.
# It reads version files and starts no process where it can be avoided: every start of ./morph pays for it.

jdk_is_fit() { # DIR
  local line
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while read -r line; do
    case $line in
      JAVA_VERSION=\"*)
        line=${line#JAVA_VERSION=\"}
        line=${line%%[!0-9]*}
        [ "${line:-0}" -ge 25 ]
        return
        ;;
    esac
  done <"$1/release"
  return 1
}

find_jdk() {
  local dir java
  if [ -n "${JAVA_HOME:-}" ] && jdk_is_fit "$JAVA_HOME"; then
    export JAVA_HOME
    return 0
  fi
  if java=$(command -v java); then
    java=$(readlink -f "$java" 2>/dev/null || echo "$java")
    dir=${java%/bin/java}
    if jdk_is_fit "$dir"; then
      export JAVA_HOME=$dir
      return 0
    fi
  fi
  for dir in /usr/lib/jvm/* /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/*; do
    if jdk_is_fit "$dir"; then
      export JAVA_HOME=$dir
      return 0
    fi
  done
  echo "Morph needs a JDK 25 or later, and none was found: not in JAVA_HOME (${JAVA_HOME:-not set}), not as java on the" \
    "PATH, not in the usual folders. Install one (https://adoptium.net), or type: JAVA_HOME=/path/to/jdk-25 $0" >&2
  return 1
}
