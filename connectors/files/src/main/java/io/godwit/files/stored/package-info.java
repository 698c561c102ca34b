/**
 * Files of records that are objects of a store. {@link io.godwit.files.stored.StoredFileSet} leads
 * from what a job names to objects, {@link io.godwit.files.stored.StoredBytes} brings the bytes of
 * one from any offset on; what is found in them is for the same code as for a local file.
 *
 * <p>An object is opened in the version that was listed, and an offset is a request of its own. So
 * no split can hold bytes of two versions, and no object is held in memory or on disk, whatever its
 * size.
 */
@NullMarked
package io.godwit.files.stored;

import org.jspecify.annotations.NullMarked;
