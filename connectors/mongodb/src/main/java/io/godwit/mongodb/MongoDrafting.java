package io.godwit.mongodb;

import io.godwit.common.model.Secret;
import io.godwit.common.spec.rule.AddressRules;
import io.godwit.common.spi.drafting.ConnectionDraft;
import io.godwit.common.spi.drafting.Drafting;
import io.godwit.common.spi.drafting.SinkDraft;
import io.godwit.common.spi.drafting.SourceDraft;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Begins job files for MongoDB databases. */
public final class MongoDrafting implements Drafting {

  /** For {@link java.util.ServiceLoader}. */
  public MongoDrafting() {}

  @Override
  public List<String> addresses() {
    return List.of("mongodb://HOST/DATABASE", "mongodb+srv://HOST/DATABASE", "embedded:mongodb");
  }

  @Override
  public Optional<SourceDraft> source(String address, String connection) {
    return connection(address, connection)
        .map(found ->
            new SourceDraft(
                "collections", List.of("*"), Map.of(), Optional.of(found), Optional.empty()));
  }

  @Override
  public Optional<SinkDraft> sink(String address, String connection) {
    return connection(address, connection).map(found -> new SinkDraft("collection", found, false));
  }

  /** A connection string that holds a password is a secret as a whole. */
  private static Optional<ConnectionDraft> connection(String address, String name) {
    boolean ours =
        address.equals("embedded:mongodb")
            || address.startsWith("mongodb://")
            || address.startsWith("mongodb+srv://");
    if (!ours) {
      return Optional.empty();
    }
    if (!AddressRules.holdsPassword(address)) {
      return Optional.of(new ConnectionDraft(Map.of("mongodb", address), Map.of()));
    }
    String variable = name.toUpperCase(Locale.ROOT) + "_URL";
    return Optional.of(
        new ConnectionDraft(
            Map.of("mongodb", "${env:" + variable + "}"), Map.of(variable, new Secret(address))));
  }
}
