package io.godwit.examples;

import io.godwit.testkit.env.EmbeddedServers;
import org.junit.jupiter.api.extension.ExtendWith;

/** On the embedded stack; a class of its own, so that processes share the whole suite. */
@ExtendWith(EmbeddedServers.class)
class EmbeddedAlteredTest implements AlteredEndToEnd {}
