package dev.morph.morphir.sdk;

/** Why a text is no UUID: the type {@code Error} of Morphir.SDK.UUID. */
public enum UUIDError {
  /** A character is no hexadecimal digit. */
  WRONG_FORMAT,
  /** There are not 32 digits. */
  WRONG_LENGTH,
  /** The variant is not that of RFC 4122. */
  UNSUPPORTED_VARIANT,
  /** All digits are 0. */
  IS_NIL,
  /** The version is above 5. */
  NO_VERSION
}
