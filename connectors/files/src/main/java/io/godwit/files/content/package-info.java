/**
 * Files as what is read of them: found by names, patterns and folders, unpacked, and in an encoding
 * that records can be found in.
 *
 * <p>Records are found on bytes, so {@link io.godwit.files.content.Content} brings bytes that are
 * UTF-8 or at least have ASCII where ASCII stands. Where a file has such bytes already it is read
 * at any offset, and so by many readers. A packed file and one in an encoding such as UTF-16 are
 * turned into such bytes while they stream by: offsets then count what comes out, one reader reads
 * all, and going on at an offset passes over what lies before. Bytes that the encoding has no
 * character for travel as {@link io.godwit.files.content.ByteMarks}, so that they spoil the record
 * that holds them and no other.
 */
@NullMarked
package io.godwit.files.content;

import org.jspecify.annotations.NullMarked;
