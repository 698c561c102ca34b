/**
 * Rows that are looked up in a file of records, which is held in memory. {@link
 * io.godwit.files.lookup.FileLookupConnector} reads it once a worker; from then on it is one
 * version of the file that answers, whatever stands in the store. What the first worker of a run
 * has read is laid down, and another that finds another version refuses to work: so a record gets
 * the same answer at every attempt.
 */
@NullMarked
package io.godwit.files.lookup;

import org.jspecify.annotations.NullMarked;
