package dev.morph.storage.data;

import java.util.Optional;

/**
 * Conversations of users and groups. Implementations are safe for several threads. Each method
 * throws {@link dev.morph.base.MorphException}: {@code request-invalid} for what the caller gave,
 * {@code store-unavailable} if nothing could be done.
 */
public interface ConversationService {
  /**
   * Makes a conversation.
   *
   * @param fields with a title
   */
  Conversation create(Owner owner, ConversationFields fields);

  /** The owner's conversation of this id, with all its messages. */
  Optional<Conversation> find(Owner owner, String id);

  /** The owner's conversations without their messages, the newest first. */
  Page<Conversation> list(Owner owner, ConversationFilter filter);

  /** Changes the title and adds messages; empty if the owner has none of this id. */
  Optional<Conversation> update(Owner owner, String id, ConversationFields changes);
}
