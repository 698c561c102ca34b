/**
 * What commands share that carry out a run, or a part of it: what stands around a command ({@link
 * io.godwit.cli.run.CommandContext}), a whole run in one process ({@link
 * io.godwit.cli.run.RunFlow}, as {@link io.godwit.cli.run.RunOrder} orders it), the waits before it
 * (for a broker, for a job that another command has), and the end of it: the headline, and that
 * somebody has been told.
 */
@NullMarked
package io.godwit.cli.run;

import org.jspecify.annotations.NullMarked;
