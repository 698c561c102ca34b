/**
 * The annotations by which a record says how it looks in a job file: what its keys mean, what holds
 * where one is left away, in which range a number lies, what may be named. {@code common.job} reads
 * them; connectors put them on the records of their kinds.
 */
@NullMarked
package io.godwit.common.spec.notation;

import org.jspecify.annotations.NullMarked;
