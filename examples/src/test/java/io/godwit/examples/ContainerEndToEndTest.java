package io.godwit.examples;

import io.godwit.testkit.env.ContainerServers;
import org.junit.jupiter.api.extension.ExtendWith;

/** On containers of Kafka, PostgreSQL and MongoDB, where there is Docker. */
@ExtendWith(ContainerServers.class)
class ContainerEndToEndTest implements EndToEnd {}
