/**
 * Where a test runs: {@link io.godwit.testkit.env.EmbeddedEnvironment} on this machine's processes,
 * {@link io.godwit.testkit.env.ContainerEnvironment} on Docker. A suite is written once, over an
 * {@link io.godwit.testkit.env.Environment}. A MariaDB server is had by itself: {@link
 * io.godwit.testkit.env.MariaDbServer}.
 */
@NullMarked
package io.godwit.testkit.env;

import org.jspecify.annotations.NullMarked;
