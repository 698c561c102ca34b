package io.godwit.testkit.contract;

import io.godwit.common.model.Secret;
import io.godwit.common.spec.ConnectionSpec;
import io.godwit.common.spi.Connections;
import io.godwit.common.spi.Resolved;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Connections for the tests of a connector, of which no other text is a reference.
 *
 * @param all by name, with the address that each leads to
 */
public record PlainConnections(Map<String, Resolved<?>> all) implements Connections {

  /** Takes an unmodifiable copy. */
  public PlainConnections {
    all = Map.copyOf(all);
  }

  /** For a connector that needs none. */
  public static PlainConnections none() {
    return new PlainConnections(Map.of());
  }

  /** A single one, which leads where its description says. */
  public static PlainConnections of(String name, ConnectionSpec spec) {
    return of(name, spec, spec.address());
  }

  /** A single one, whose description refers to an address: that may hold a password. */
  public static PlainConnections of(String name, ConnectionSpec spec, String address) {
    return new PlainConnections(
        Map.of(name, new Resolved<>(name, spec, new Secret(address), (text, place) -> text)));
  }

  @Override
  public ConnectionSpec spec(String name) {
    return resolved(name).spec();
  }

  @Override
  public <C extends ConnectionSpec> Resolved<C> open(String name, Class<C> kind) {
    Resolved<?> found = resolved(name);
    return new Resolved<>(name, kind.cast(found.spec()), found.address(), found.references());
  }

  @Override
  public Secret secret(String text, String owner) {
    return new Secret(text);
  }

  private Resolved<?> resolved(String name) {
    return Optional.<Resolved<?>>ofNullable(all.get(name))
        .orElseThrow(() -> new NoSuchElementException("the test has no connection " + name));
  }
}
