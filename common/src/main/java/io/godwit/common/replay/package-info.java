/**
 * What is known of dead letters and of what has become of them. A letter is <em>open</em> where no
 * replay has taken it: {@link io.godwit.common.replay.LetterSurvey} tells that from the failed
 * topic, in which the claims of replays stand beside the letters ({@link
 * io.godwit.common.wire.letter.LetterClaim}), and from receipts, since a replay that was given up
 * lets go of what has no outcome. {@link io.godwit.common.replay.RootRun} is the run that has read
 * the source, as far as its plan is there.
 */
@NullMarked
package io.godwit.common.replay;

import org.jspecify.annotations.NullMarked;
