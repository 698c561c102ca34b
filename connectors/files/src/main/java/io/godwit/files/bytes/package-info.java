/**
 * Files as sequences of records, whatever their format.
 *
 * <p>A {@link io.godwit.files.bytes.Framing} says where records begin and end, a {@link
 * io.godwit.files.bytes.RecordDecoder} what one of them holds. {@link
 * io.godwit.files.bytes.SplitPlanner} runs over the file once with the first alone: it counts the
 * records, and cuts the file at those that start at or behind a multiple of the split's size. The
 * reader of a split uses the same framing and then the decoder. So a cut is always the start of a
 * record, never a guess: guessing whether an offset is inside a quoted field cannot be right for
 * all files, and a pass over the file is needed anyway to count it before the run.
 *
 * <p>Where a record starts and on which line is a {@link io.godwit.files.bytes.FilePlace}; it is
 * all that a reader needs to go on, so it is also what positions hold. A split's range is {@code
 * start-end@line}.
 *
 * <p>A file that holds no record gives no split.
 */
@NullMarked
package io.godwit.files.bytes;

import org.jspecify.annotations.NullMarked;
