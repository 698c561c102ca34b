/**
 * Forgetting: what Godwit itself keeps of one key's records is removed from the topics of a job
 * whose run has ended. {@link io.godwit.producer.forget.ForgetWork} does it; each {@link
 * io.godwit.producer.forget.KeptData} is one place that keeps something.
 *
 * <p>Topics that are not compacted lose no single message. So {@link
 * io.godwit.producer.forget.TopicRewriting} copies a partition that has something of it to its own
 * end, without what is meant, and then deletes what stands before the copy. Readers see the old
 * messages until the deletion and the copies from then on ({@link
 * io.godwit.common.kafka.MovedFrom}); killed in between, the same command ends what was begun.
 */
@NullMarked
package io.godwit.producer.forget;

import org.jspecify.annotations.NullMarked;
