/**
 * From what a job file says of a connection to what can be opened: which ones a job uses, where its
 * references lead, and from which folders they may be read. References stay as they are in a job,
 * whose text travels; they are followed here, at the last moment.
 */
@NullMarked
package io.godwit.common.job.connection;

import org.jspecify.annotations.NullMarked;
