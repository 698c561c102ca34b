package io.godwit.testkit.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The metrics of one process at a moment.
 *
 * @param lines values by name and labels, as the text format has them: {@code name{a="b"}}
 */
public record Scrape(Map<String, Double> lines) {

  /** Takes an unmodifiable copy. */
  public Scrape {
    lines = Map.copyOf(lines);
  }

  /** Asks a process; nothing where it does not answer. */
  public static Scrape of(GodwitProcess process) {
    return process.listening().map(Scrape::of).orElse(new Scrape(Map.of()));
  }

  private static Scrape of(URI listening) {
    HttpRequest request =
        HttpRequest.newBuilder(listening.resolve("/metrics"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return parse(client.send(request, BodyHandlers.ofString()).body());
    } catch (ConnectException gone) {
      return new Scrape(Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at " + listening, e);
    }
  }

  private static Scrape parse(String text) {
    Map<String, Double> lines = new HashMap<>();
    text.lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> {
          int space = line.lastIndexOf(' ');
          lines.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
        });
    return new Scrape(lines);
  }

  /** The sum of all lines of a metric whose labels hold these texts; empty where there is none. */
  public OptionalDouble sum(String metric, String... labels) {
    double[] values =
        lines.entrySet().stream()
            .filter(line -> line.getKey().replaceFirst("\\{.*", "").equals(metric))
            .filter(line -> Arrays.stream(labels).allMatch(line.getKey()::contains))
            .mapToDouble(Map.Entry::getValue)
            .toArray();
    return values.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Arrays.stream(values).sum());
  }
}
