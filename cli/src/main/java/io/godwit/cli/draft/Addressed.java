package io.godwit.cli.draft;

import io.godwit.common.model.Secret;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.text.Excerpt;
import io.godwit.common.spi.drafting.ConnectionDraft;
import io.godwit.common.spi.drafting.Drafting;
import io.godwit.common.spi.drafting.SinkDraft;
import io.godwit.common.spi.drafting.SourceDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * What the connectors propose for two addresses.
 *
 * @param source how the first is read
 * @param sink how the second is written to
 */
public record Addressed(SourceDraft source, SinkDraft sink) {

  static final String SOURCE = "source";
  static final String TARGET = "target";

  private static final String EMBEDDED = "embedded:";
  private static final int MOST_SHOWN = 80;

  /**
   * The proposals for what was typed.
   *
   * @param target empty for an embedded server: of the source's own kind where there is one
   * @throws Trouble where a file cannot be read
   * @throws Refused where no connector knows one of them, or a file is missing
   */
  public static Addressed of(String source, Optional<String> target) throws Trouble {
    List<Drafting> all = new ArrayList<>();
    ServiceLoader.load(Drafting.class).forEach(all::add);
    for (Drafting drafting : all) {
      Optional<SourceDraft> read = drafting.source(source, SOURCE);
      if (read.isPresent()) {
        return new Addressed(read.get(), sink(all, target.orElse(embedded(drafting, all))));
      }
    }
    throw unknown("reads from", source, all);
  }

  private static String embedded(Drafting own, List<Drafting> all) {
    List<Drafting> inOrder = new ArrayList<>(List.of(own));
    inOrder.addAll(all);
    return inOrder.stream()
        .flatMap(drafting -> drafting.addresses().stream())
        .filter(address -> address.startsWith(EMBEDDED))
        .findFirst()
        .orElseThrow(() ->
            new Refused(ErrorCode.COMMAND_USAGE, "no server is embedded here: name a target"));
  }

  private static SinkDraft sink(List<Drafting> all, String target) {
    return all.stream()
        .flatMap(drafting -> drafting.sink(target, TARGET).stream())
        .findFirst()
        .orElseThrow(() -> unknown("writes to", target, all));
  }

  /** What was typed may hold a password, so no more of it is shown than what it begins with. */
  private static Refused unknown(String does, String address, List<Drafting> all) {
    int login = address.indexOf('@');
    String shown = login < 0 ? address : address.substring(0, address.indexOf(':') + 1) + "...";
    return new Refused(
        ErrorCode.COMMAND_USAGE,
        "no connector "
            + does
            + " '"
            + Excerpt.of(shown, MOST_SHOWN)
            + "'; known are "
            + all.stream()
                .flatMap(drafting -> drafting.addresses().stream())
                .collect(Collectors.joining(", ")));
  }

  /** What must not stand in the file, by the environment variables that it refers to. */
  public Map<String, Secret> variables() {
    Map<String, Secret> variables = new HashMap<>(sink.connection().variables());
    source.connection().map(ConnectionDraft::variables).ifPresent(variables::putAll);
    return variables;
  }
}
