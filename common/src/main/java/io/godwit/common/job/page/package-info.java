/**
 * Pages that are made from the kinds that are installed: the reference of the job file, its schema
 * for editors, the list of error codes. A test holds the files in {@code docs} to them.
 */
@NullMarked
package io.godwit.common.job.page;

import org.jspecify.annotations.NullMarked;
