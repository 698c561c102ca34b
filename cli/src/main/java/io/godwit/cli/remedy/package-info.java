/**
 * What the commands on ended and waiting runs do, without their words: the failed records and the
 * wish to replay them, tasks that are tried again, the comparison with the target, the undo, a
 * record to be skipped, an alteration to be accepted. Each finds the run by {@link
 * io.godwit.cli.fleet.Runs} and leaves a note in its topics that whoever takes the job acts on.
 */
@NullMarked
package io.godwit.cli.remedy;

import org.jspecify.annotations.NullMarked;
