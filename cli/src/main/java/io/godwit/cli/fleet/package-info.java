/**
 * The work itself: which run it is ({@link io.godwit.cli.fleet.Runs}), who has the job ({@link
 * io.godwit.cli.fleet.JobTaking}), all roles in one process ({@link
 * io.godwit.cli.fleet.LocalFleet}), and watching it ({@link io.godwit.cli.fleet.Observer}).
 *
 * <p>Nothing here prints or ends the process. What cannot be done is thrown as {@link
 * io.godwit.common.model.failure.Refused}, {@link io.godwit.common.model.failure.Trouble} or {@link
 * io.godwit.common.job.JobProblems}, and said by the command.
 */
@NullMarked
package io.godwit.cli.fleet;

import org.jspecify.annotations.NullMarked;
