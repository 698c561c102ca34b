package io.godwit.common.job;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * From text to YAML nodes with their places.
 *
 * <p>The events are walked once before the nodes are made: the composer recurses with the depth of
 * the text and would overflow the stack on a hostile one, and it reports neither depth nor a second
 * document with a place.
 */
final class YamlText {

  private static final int MOST_CHARS = 1 << 20;
  private static final int DEEPEST = 20;
  private static final int MOST_ALIASES = 100;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setLabel("job")
          .setUseMarks(true)
          .setMaxAliasesForCollections(MOST_ALIASES)
          .setCodePointLimit(MOST_CHARS)
          .setAllowNonScalarKeys(true)
          .setSchema(new CoreSchema())
          .build();

  private final Problems problems;
  private int depth;
  private int aliases;
  private int documents;

  private YamlText(Problems problems) {
    this.problems = problems;
  }

  /** The root node; empty where the text is not one YAML document, with the findings to say why. */
  static Optional<Node> read(String text, Problems problems) {
    if (text.length() > MOST_CHARS) {
      problems.text(Optional.empty(), "a job file has at most 1MB");
      return Optional.empty();
    }
    if (!Characters.fit(text, problems)) {
      return Optional.empty();
    }
    return new YamlText(problems).compose(text);
  }

  private Optional<Node> compose(String text) {
    try {
      for (Event event : new Parse(SETTINGS).parseString(text)) {
        if (!accept(event)) {
          return Optional.empty();
        }
      }
      Optional<Node> root = new Compose(SETTINGS).composeString(text);
      if (root.isEmpty()) {
        problems.text(
            Optional.empty(), "the file is empty; a job needs job, source, sink and connections");
      }
      return root;
    } catch (MarkedYamlEngineException e) {
      YamlMistakes.report(e, problems);
    } catch (YamlEngineException e) {
      problems.text(Optional.empty(), "the text is not YAML 1.2: " + e.getMessage());
    }
    return Optional.empty();
  }

  private boolean accept(Event event) {
    return switch (event) {
      case DocumentStartEvent d -> within(event, ++documents <= 1, "a file holds one job");
      case AliasEvent a ->
          within(event, ++aliases <= MOST_ALIASES, "a file has at most 100 aliases");
      case CollectionStartEvent c ->
          within(event, ++depth <= DEEPEST, "no job nests this deep")
              && within(event, c.getTag().isEmpty(), "job files have no tags such as !!name");
      case CollectionEndEvent c -> {
        depth--;
        yield true;
      }
      case ScalarEvent s ->
          within(event, s.getTag().isEmpty(), "job files have no tags such as !!name");
      default -> true;
    };
  }

  private boolean within(Event event, boolean fits, String rule) {
    if (!fits) {
      problems.text(event.getStartMark(), rule);
    }
    return fits;
  }
}
