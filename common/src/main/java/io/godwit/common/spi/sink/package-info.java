/**
 * What a target can do beyond writing, an interface each: a {@link io.godwit.common.spi.Target} or
 * its {@link io.godwit.common.spi.Sink} implements those that it can keep, and whoever needs one
 * asks for it by {@code instanceof}. What a target lacks is refused by the job's checks, with the
 * reason.
 *
 * <p>Beside them stands what they are told: whose run it is ({@link
 * io.godwit.common.spi.sink.JobRun}), which span of a partition ({@link
 * io.godwit.common.spi.sink.LedgerSpan}), whose fault an error is ({@link
 * io.godwit.common.spi.sink.Fault}).
 */
@NullMarked
package io.godwit.common.spi.sink;

import org.jspecify.annotations.NullMarked;
