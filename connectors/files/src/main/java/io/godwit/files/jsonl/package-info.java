/**
 * JSON Lines, with MongoDB's Extended JSON.
 *
 * <p>Lines end at newlines; blank ones are not counted. Each is one object, parsed as it streams:
 * no tree is built between the text and the {@link io.godwit.common.model.value.Document}. The
 * column that a message names counts characters from the first one of the line that is no white
 * space, as does the raw text beside it.
 *
 * <p>Extended JSON is understood in version 2, canonical and relaxed, and in the older forms that
 * {@code mongoexport} wrote ({@link io.godwit.files.jsonl.ExtendedJson}). Plain numbers become the
 * narrowest type that holds them exactly ({@link io.godwit.files.jsonl.JsonNumber}). An escaped NUL
 * inside a text is carried, since JSON and BSON allow it; in a field's name it is refused, since
 * BSON does not.
 */
@NullMarked
package io.godwit.files.jsonl;

import org.jspecify.annotations.NullMarked;
