package io.godwit.common.store;

/**
 * A hash of a content.
 *
 * @param algorithm as {@link java.security.MessageDigest} calls it, such as {@code SHA-256}
 * @param hex in lower case
 */
public record ContentHash(String algorithm, String hex) {}
