/**
 * Kafka as Godwit uses it: the {@link io.godwit.common.kafka.Topics} of a job, clients with the
 * settings that its guarantees need ({@link io.godwit.common.kafka.Cluster}), reading a topic to
 * its end ({@link io.godwit.common.kafka.TopicReader}), deleting what ended runs have left in it
 * ({@link io.godwit.common.kafka.RecordDeletion}), and the register of jobs ({@link
 * io.godwit.common.kafka.JobRegister}).
 */
@NullMarked
package io.godwit.common.kafka;

import org.jspecify.annotations.NullMarked;
