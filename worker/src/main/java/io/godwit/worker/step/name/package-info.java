/**
 * Names that are made: {@link io.godwit.worker.step.name.UniqueNameStep}.
 *
 * <p>A name is unique without anybody who knows all names. Whoever came first would get the bare
 * name, and after a crash, or with another number of workers, that is somebody else. So nobody gets
 * it: every name has a suffix, which is a hash of the record's own key, and two names can be equal
 * only where two keys' hashes begin alike and the names before them are equal, too. How likely that
 * is follows from the length of the suffix, and stands in the guarantees; where it does happen and
 * the target has a unique index, the second record fails and is told.
 *
 * <p>{@code LatinLetters} makes letters from a to z of any text, by tables that stand there: no
 * version of a library or of the JDK changes a name.
 */
@NullMarked
package io.godwit.worker.step.name;

import org.jspecify.annotations.NullMarked;
