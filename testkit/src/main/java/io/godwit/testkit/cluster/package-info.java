/**
 * Kafka as others run it: several brokers, or one that lets nobody in without a password. They are
 * real brokers, each in a process of its own, for tests of what the embedded one cannot show.
 */
@NullMarked
package io.godwit.testkit.cluster;

import org.jspecify.annotations.NullMarked;
