package dev.morph.storage.vault;

import java.util.List;

/**
 * A master key that a service keeps.
 *
 * @param uri which key
 */
record MasterKms(String uri, KmsClient client) implements MasterSource {
  @Override
  public List<MasterKey> keys() {
    return List.of(new MasterKey.Kms(uri, client));
  }

  @Override
  public String name() {
    return uri;
  }
}
