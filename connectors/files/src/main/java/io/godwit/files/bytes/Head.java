package io.godwit.files.bytes;

import java.util.List;
import java.util.function.LongFunction;

/**
 * What a file says before its first record.
 *
 * @param body where records may start
 * @param columns the names that the head gives to the fields; empty where it names none
 * @param decoder a fresh one for this file
 * @param framing a fresh one that finds records from a place on, by the place's line
 */
public record Head(
    FilePlace body, List<String> columns, RecordDecoder decoder, LongFunction<Framing> framing) {}
