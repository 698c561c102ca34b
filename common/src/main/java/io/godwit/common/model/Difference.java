package io.godwit.common.model;

/**
 * A field in which a row at the target differs from what was written.
 *
 * @param field its name at the target
 * @param expected what was written, as the target has it, for people
 * @param found what stands there
 */
public record Difference(String field, String expected, String found) {}
