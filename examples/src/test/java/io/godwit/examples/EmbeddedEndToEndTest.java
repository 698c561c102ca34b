package io.godwit.examples;

import io.godwit.testkit.env.EmbeddedServers;
import org.junit.jupiter.api.extension.ExtendWith;

/** On the embedded stack. */
@ExtendWith(EmbeddedServers.class)
class EmbeddedEndToEndTest implements EndToEnd {}
