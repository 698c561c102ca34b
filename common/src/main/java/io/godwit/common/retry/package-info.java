/**
 * Waiting: {@link io.godwit.common.retry.Backoff} says how long, {@link
 * io.godwit.common.retry.StopSignal} ends it early. Nothing here gives up: how often to try again
 * is never the question, since trouble waits.
 */
@NullMarked
package io.godwit.common.retry;

import org.jspecify.annotations.NullMarked;
