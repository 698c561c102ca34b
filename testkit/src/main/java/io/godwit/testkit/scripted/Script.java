package io.godwit.testkit.scripted;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What happens to one partition's records at one target, made from a seed: everything in it is
 * decided before the run begins.
 *
 * @param keys the key of each record, in their order
 * @param bad the reason by which each bad record is refused, always; it may be one of an outage
 * @param forbidden the reason by which a record is refused from {@code ruleAt} on, also where it
 *     was written before
 * @param ruleAt when the rule comes
 * @param outages in their order; none shorter than {@link #SHORTEST}
 * @param seed of what strikes at random while it runs
 * @param lost how often of a hundred a commit is done and not heard of
 * @param passing how often of a hundred a statement meets something that is known to pass
 * @param deaths how often of a hundred the worker dies after a step
 * @param slow a batch of more records than this takes too long
 * @param limits how many records a batch has at first
 */
public record Script(
    List<Integer> keys,
    Map<Integer, String> bad,
    Map<Integer, String> forbidden,
    long ruleAt,
    List<Outage> outages,
    long seed,
    int lost,
    int passing,
    int deaths,
    int slow,
    int limits) {

  /** An outage that is over before three statements are done is none. */
  public static final Duration SHORTEST = Duration.ofMillis(300);

  private static final List<String> REASONS = List.of("UX001", "P0001", "XX000", "42501");

  /** While it lasts, everything is refused. */
  public record Outage(long from, long to, String reason) {}

  /** The script of a seed. */
  public static Script of(long seed) {
    Random random = new Random(seed);
    int records = 1 + random.nextInt(random.nextInt(4) == 0 ? 60 : 12);
    List<Integer> keys = new ArrayList<>();
    int distinct = 1 + random.nextInt(records);
    for (int i = 0; i < records; i++) {
      keys.add(random.nextInt(3) == 0 ? random.nextInt(distinct) : 1000 + i);
    }
    int badness = List.of(0, 1, 10, 50, 100).get(random.nextInt(5));
    Map<Integer, String> bad = some(random, records, badness);
    Map<Integer, String> forbidden = some(random, records, random.nextInt(3) == 0 ? 30 : 0);
    bad.keySet().forEach(forbidden::remove);
    return new Script(
        keys,
        bad,
        forbidden,
        random.nextLong(Duration.ofSeconds(12).toNanos()),
        outages(random),
        random.nextLong(),
        random.nextInt(3) == 0 ? 15 : 0,
        random.nextInt(3) == 0 ? 5 : 0,
        random.nextInt(3) == 0 ? 20 : 0,
        random.nextInt(4) == 0 ? 1 + random.nextInt(8) : Integer.MAX_VALUE,
        1 + random.nextInt(40));
  }

  private static Map<Integer, String> some(Random random, int records, int percent) {
    Map<Integer, String> some = new HashMap<>();
    for (int i = 0; i < records; i++) {
      if (random.nextInt(100) < percent) {
        some.put(i, REASONS.get(random.nextInt(REASONS.size())));
      }
    }
    return some;
  }

  private static List<Outage> outages(Random random) {
    List<Outage> outages = new ArrayList<>();
    long at = 0;
    for (int i = random.nextInt(5); i > 0; i--) {
      // Short and long ones, and gaps of the length that matters: some seconds.
      long from = at + random.nextLong(Duration.ofSeconds(random.nextBoolean() ? 1 : 9).toNanos());
      long length = random.nextLong(Duration.ofSeconds(random.nextBoolean() ? 1 : 20).toNanos());
      at = from + SHORTEST.toNanos() + length;
      outages.add(new Outage(from, at, REASONS.get(random.nextInt(REASONS.size()))));
    }
    return outages;
  }
}
