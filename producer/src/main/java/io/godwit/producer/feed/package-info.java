/**
 * From a source's reader to messages that are ready to be sent. Threads of a {@link
 * io.godwit.producer.feed.SplitFeed} read the open splits, a {@link
 * io.godwit.producer.feed.ChunkEncoder} each makes packs, dead letters and their receipts of what
 * they read, and the {@link io.godwit.producer.feed.Chunk}s go through a short queue to whoever
 * publishes. Nothing here speaks to a broker, so what is lost when a process dies is read again
 * from the last position that was published.
 */
@NullMarked
package io.godwit.producer.feed;

import org.jspecify.annotations.NullMarked;
