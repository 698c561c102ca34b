package io.godwit.bench;

import io.godwit.bench.fleet.BenchFleet;
import io.godwit.bench.fleet.CpuMeter;
import io.godwit.bench.fleet.Ground;
import io.godwit.bench.fleet.Round;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Ten thousand files of ten kilobytes, copied by a fleet from folder to folder, beside a loop of
 * this process that copies one after the other and forces each to the disk.
 */
final class FilesCase {

  private static final int FILES = 10_000;
  private static final int SIZE = 10_000;
  private static final int IN_FOLDER = 100;
  private static final double BAR = 1.5;

  private static final String JOB =
      """
      job: %s
      source: { files: { in: from, split: 1000 } }
      sink: { objects: "{name}", from: from, in: to }
      connections:
        from: { folder: %s }
        to: { folder: %s }
      """;

  private final Ground ground;
  private final Results results;

  FilesCase(Ground ground, Results results) {
    this.ground = ground;
    this.results = results;
  }

  /** Measures both; the fleet has done the same once before. */
  void measure(int repeat) throws IOException, InterruptedException {
    Path from = ground.work().resolve("files-" + FILES);
    if (!Files.exists(from)) {
      Path draft = Files.createTempDirectory(ground.work(), "draft-");
      write(draft);
      Files.move(draft, from);
    }
    Path to = Files.createTempDirectory(ground.work(), "copies-");
    double loop = copied(from, to.resolve("loop"));
    results.add(
        Round.limit("a loop that forces each file", FILES, new CpuMeter.Use(loop, Map.of(), 0)));
    CpuMeter.Use use = fleet("files-" + repeat, from, to);
    results.add(
        new Round(
            "files from folder to folder",
            FILES,
            use,
            OptionalDouble.of(use.seconds() / loop),
            OptionalDouble.of(BAR)));
    clear(to);
    Files.delete(to);
  }

  private static void write(Path root) throws IOException {
    Random random = new Random(1);
    byte[] bytes = new byte[SIZE];
    for (int i = 0; i < FILES; i++) {
      random.nextBytes(bytes);
      Path folder = Files.createDirectories(root.resolve("folder-" + i / IN_FOLDER));
      Files.write(folder.resolve("file-" + i), bytes);
    }
  }

  private static double copied(Path from, Path to) throws IOException {
    long begun = System.nanoTime();
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        Path copy = to.resolve(from.relativize(path));
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          force(copy, Files.readAllBytes(path));
        }
      }
    }
    return (System.nanoTime() - begun) / 1e9;
  }

  private static void force(Path copy, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  private CpuMeter.Use fleet(String name, Path from, Path to)
      throws IOException, InterruptedException {
    Path target = Files.createDirectory(to.resolve("fleet"));
    Path job = ground.job(name, JOB.formatted(name, from, target));
    try (BenchFleet fleet = BenchFleet.start(ground, name, job, FILES, new CpuMeter())) {
      fleet.run();
      clear(target);
      return fleet.run();
    }
  }

  /** Deletes what is in a folder. */
  private static void clear(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> below =
          all.filter(path -> !path.equals(folder)).sorted(Comparator.reverseOrder()).toList();
      for (Path path : below) {
        Files.delete(path);
      }
    }
  }
}
