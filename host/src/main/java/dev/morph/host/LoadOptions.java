package dev.morph.host;

import dev.morph.base.ExtensionId;
import dev.morph.base.files.FileRoot;
import dev.morph.capabilities.fs.FolderFiles;
import dev.morph.runtime.policy.PermissionSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a file is loaded: what it is granted, and what bounds it. Immutable; made by a builder, and
 * checked when a file is loaded with it.
 */
public final class LoadOptions {
  private static final LoadOptions NONE = new Builder().build();

  private final PermissionSet grants;
  private final List<String> limits;
  private final byte @Nullable [] manifest;
  private final String name;
  private final @Nullable Path workspace;
  private final @Nullable FileRoot files;
  private final @Nullable ExtensionId knownAs;

  private LoadOptions(Builder builder) {
    this.grants = PermissionSet.parse(builder.grants);
    this.limits = List.copyOf(builder.limits);
    this.manifest = builder.manifest;
    this.name = builder.name;
    this.workspace = builder.workspace;
    this.files = builder.files;
    this.knownAs = builder.knownAs;
  }

  /** No grants, default limits, the manifest that the file carries. */
  public static LoadOptions none() {
    return NONE;
  }

  /** Starts with {@link #none()}. */
  public static Builder builder() {
    return new Builder();
  }

  PermissionSet grants() {
    return grants;
  }

  List<String> limits() {
    return limits;
  }

  byte @Nullable [] manifest() {
    return manifest;
  }

  String name() {
    return name;
  }

  /** What the extension's files are, if they are anything: a folder is opened by this. */
  @Nullable FileRoot files() {
    Path folder = workspace;
    return folder == null ? files : FolderFiles.open(folder);
  }

  @Nullable ExtensionId knownAs() {
    return knownAs;
  }

  /** Collects options. */
  public static final class Builder {
    private final List<String> grants = new ArrayList<>();
    private final List<String> limits = new ArrayList<>();
    private byte @Nullable [] manifest;
    private String name = "";
    private @Nullable Path workspace;
    private @Nullable FileRoot files;
    private @Nullable ExtensionId knownAs;

    private Builder() {}

    /** Grants a permission: {@code "http:read=api.github.com"}, {@code "vault:read"}. */
    public Builder grant(String permission) {
      grants.add(permission);
      return this;
    }

    /** Sets a limit: {@code "time=5s"}, {@code "memory=64MiB"}. */
    public Builder limit(String setting) {
      limits.add(setting);
      return this;
    }

    /** Reads this manifest (JSON or YAML text) in place of the one that the file carries. */
    public Builder manifest(byte[] text) {
      this.manifest = text.clone();
      return this;
    }

    /** What the extension is called where it does not say so itself. */
    public Builder name(String value) {
      this.name = value;
      return this;
    }

    /**
     * The folder whose files the extension may use, as far as it is granted {@code fs:read} and
     * {@code fs:write}; nothing outside it can be reached. It must exist when a file is loaded.
     */
    public Builder workspace(Path folder) {
      this.workspace = folder;
      this.files = null;
      return this;
    }

    /** Files of the application's own in the place of a folder. */
    public Builder files(FileRoot root) {
      this.files = root;
      this.workspace = null;
      return this;
    }

    /**
     * The id under which the application knows the extension, and keeps its secrets ({@link
     * Morph.Builder#secrets}). The application vouches that the file is that extension: what a
     * manifest calls itself leads to no secret. Without an id nothing outlasts a call.
     */
    public Builder knownAs(ExtensionId id) {
      this.knownAs = id;
      return this;
    }

    /**
     * The options.
     *
     * @throws dev.morph.base.MorphException ({@code usage-invalid}) for a grant that cannot be read
     */
    public LoadOptions build() {
      return new LoadOptions(this);
    }
  }
}
