/**
 * The step that puts a file of each record into a store, as a part of the record.
 *
 * <p>A file is found by a name made of the record's fields, streamed from one store to the other,
 * and put where nothing stands, under the mark of the record ({@link
 * io.godwit.common.store.RecordMark}). What the record is told of it (name, size, hash) goes into
 * fields, and so into its row. Where the row is refused, the object is taken back: it is the
 * record's alone, as its mark says.
 *
 * <p>{@link io.godwit.files.upload.AdaptivePlaces} decides how many files are on their way at once;
 * the pieces that copy are those of {@code files.copy}.
 */
@NullMarked
package io.godwit.files.upload;

import org.jspecify.annotations.NullMarked;
