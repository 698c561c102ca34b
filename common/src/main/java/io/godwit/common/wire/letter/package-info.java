/**
 * Records that have failed, on Kafka: {@link io.godwit.common.wire.letter.DeadLetters} writes and
 * reads them, with headers that any Kafka tool shows; a {@link
 * io.godwit.common.wire.letter.LetterFilter} says which of them a replay means, and a {@link
 * io.godwit.common.wire.letter.LetterClaim} which ones it has taken.
 */
@NullMarked
package io.godwit.common.wire.letter;

import org.jspecify.annotations.NullMarked;
