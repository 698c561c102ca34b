package io.godwit.house;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Reads sources with javac's own parser, and lists what breaks a rule of the house. */
final class SourceScan extends TreeScanner<Void, Void> {

  static final int MOST_FILE_LINES = 400;
  static final int MOST_METHOD_LINES = 50;

  private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");

  private final CompilationUnitTree unit;
  private final String text;
  private final SourcePositions positions;
  private final List<String> findings;

  private SourceScan(CompilationUnitTree unit, SourcePositions positions, List<String> findings) {
    this.unit = unit;
    this.text = Repository.text(Path.of(unit.getSourceFile().toUri()));
    this.positions = positions;
    this.findings = findings;
  }

  /** What breaks a rule in these files, one line each: where, and which rule. */
  static List<String> findings(List<Path> files) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> findings = new ArrayList<>();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        SourceScan scan = new SourceScan(unit, positions, findings);
        scan.wholeFile();
        scan.scan(unit, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return findings;
  }

  private void wholeFile() {
    List<String> lines = text.lines().toList();
    if (lines.size() > MOST_FILE_LINES) {
      found(1, "has " + lines.size() + " lines, more than " + MOST_FILE_LINES);
    }
    for (int i = 0; i < lines.size(); i++) {
      if (UNFINISHED.matcher(lines.get(i)).find()) {
        found(i + 1, "is unfinished: " + lines.get(i).strip());
      }
    }
  }

  @Override
  public Void visitMethod(MethodTree method, Void unused) {
    long lines = line(end(method)) - line(start(method)) + 1;
    if (lines > MOST_METHOD_LINES) {
      found(method, method.getName() + " has " + lines + " lines, more than " + MOST_METHOD_LINES);
    }
    return super.visitMethod(method, unused);
  }

  @Override
  public Void visitReturn(ReturnTree statement, Void unused) {
    if (statement.getExpression() instanceof LiteralTree literal && literal.getValue() == null) {
      found(statement, "returns null; answer an Optional or a sealed type");
    }
    return super.visitReturn(statement, unused);
  }

  /** An empty catch may stand where a comment in it argues why nothing is to be done. */
  @Override
  public Void visitCatch(CatchTree clause, Void unused) {
    BlockTree block = clause.getBlock();
    String inside = text.substring((int) start(block) + 1, (int) end(block) - 1);
    if (inside.isBlank()) {
      found(clause, "swallows an exception");
    }
    return super.visitCatch(clause, unused);
  }

  private long start(Tree tree) {
    return positions.getStartPosition(unit, tree);
  }

  private long end(Tree tree) {
    return positions.getEndPosition(unit, tree);
  }

  private long line(long position) {
    return unit.getLineMap().getLineNumber(position);
  }

  private void found(Tree at, String what) {
    found(line(start(at)), what);
  }

  private void found(long line, String what) {
    String file = Repository.name(Path.of(unit.getSourceFile().toUri()));
    findings.add(file + ":" + line + " " + what);
  }
}
