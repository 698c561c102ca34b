package io.godwit.examples.faults;

import io.godwit.embedded.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A source and a sink. */
record Pair(Source source, Sink sink) {

  /** All that a job can have, once each. */
  static List<Pair> all() {
    List<Pair> pairs = new ArrayList<>();
    for (Source source : Source.values()) {
      for (Sink sink : Sink.values()) {
        if ((source == Source.FOLDER) == (sink == Sink.FOLDER)) {
          pairs.add(new Pair(source, sink));
        }
      }
    }
    return pairs;
  }

  /** The servers that the job reaches, beside the broker. */
  List<Part> servers() {
    return Stream.of(source.server(), sink.server())
        .flatMap(server -> server.stream())
        .distinct()
        .toList();
  }

  /**
   * Those of them that keep what they have said is written, whoever is killed, and that have users
   * with passwords: not the stand-in for MongoDB.
   */
  List<Part> databases() {
    return servers().stream().filter(server -> server != Part.MONGODB).toList();
  }

  @Override
  public String toString() {
    return source + " to " + sink;
  }
}
