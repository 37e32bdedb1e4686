package dev.morph.runtime.capability;

/**
 * Whose what a guest keeps is: nothing that it names leads out of it. The host vouches for all
 * three; no guest says them.
 *
 * @param extensionId the id under which the extension is known to the host
 * @param userId of the user who calls, an opaque id; empty if there is none
 * @param groupId of the group within which the user calls; empty if there is none
 */
public record Namespace(String extensionId, String userId, String groupId) {}
