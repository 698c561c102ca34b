package io.godwit.cli.ended;

import io.godwit.cli.exit.ExitCode;
import io.godwit.cli.remedy.RunUndoing;
import io.godwit.cli.show.DisplayFigures;
import io.godwit.common.spi.sink.SupportsUndo.Undone;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an undo has come to.
 *
 * @param put what became of objects that steps of the run had put; empty where they stay because
 *     rows do
 * @param list where what is left is listed; empty where nothing is
 */
record UndoAnswer(
    String job, String run, Undone undone, Optional<RunUndoing.Put> put, Optional<Path> list) {

  /**
   * How machines read it.
   *
   * @param restored rows, documents or objects that the run had changed, and that are as they were
   * @param deleted those that it had made
   * @param inserted those that it had deleted
   * @param left those that are not as they were
   * @param objects that steps of the run had put, and that are removed
   * @param list where what is left is listed; empty where nothing is
   */
  record Line(
      String type,
      String job,
      String run,
      long restored,
      long deleted,
      long inserted,
      long left,
      long objects,
      Optional<String> list) {}

  Line line() {
    return new Line(
        "undo",
        job,
        run,
        undone.restored(),
        undone.deleted(),
        undone.inserted(),
        undone.left(),
        put.map(RunUndoing.Put::removed).orElse(0L),
        list.map(Path::toString));
  }

  ExitCode exit() {
    return undone.left() > 0 ? ExitCode.LEFT : ExitCode.COMPLETE;
  }

  String text() {
    List<String> parts = new ArrayList<>();
    if (undone.putBack() + undone.left() > 0) {
      parts.add(
          "%s restored, %s deleted, %s inserted again"
              .formatted(
                  DisplayFigures.count(undone.restored()),
                  DisplayFigures.count(undone.deleted()),
                  DisplayFigures.count(undone.inserted())));
    }
    list.ifPresent(file ->
        parts.add(DisplayFigures.count(undone.left()) + " are not as they were, see " + file));
    parts.addAll(objects());
    return "run %s of %s is undone: ".formatted(run, job)
        + (parts.isEmpty() ? "everything is as it was before" : String.join("; ", parts));
  }

  private List<String> objects() {
    if (put.isEmpty()) {
      return List.of(
          "the objects of its steps stay while rows do: put those right, and type it again");
    }
    List<String> parts = new ArrayList<>();
    RunUndoing.Put found = put.get();
    if (found.removed() > 0) {
      parts.add(DisplayFigures.count(found.removed()) + " objects of its steps removed");
    }
    if (found.shared() > 0) {
      parts.add(DisplayFigures.count(found.shared()) + " that other records may need stay");
    }
    return parts;
  }
}
