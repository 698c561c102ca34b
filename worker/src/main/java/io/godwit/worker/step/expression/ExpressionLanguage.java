package io.godwit.worker.step.expression;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import io.godwit.common.model.value.Document;
import io.godwit.worker.step.bounds.WatchedParts;
import io.godwit.worker.step.kinds.KindCheck;
import io.godwit.worker.step.kinds.KindSet;
import java.util.Map;
import java.util.Optional;

/**
 * The language of {@code set} and {@code drop}: the Common Expression Language with its string,
 * math and optional extensions. It can neither loop without end nor reach outside the record; it
 * has no clock and no chance, and none must ever be added, since a repeated batch must give the
 * same result.
 *
 * <p>Immutable; one serves all jobs, since building it takes tens of milliseconds.
 */
public final class ExpressionLanguage {

  /** What expressions call the record. */
  static final String RECORD = "r";

  /** More than any honest expression needs, and few enough that nested macros end. */
  private static final int MOST_ITERATIONS = 1_000_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .comprehensionMaxIterations(MOST_ITERATIONS)
          .build();

  /** The one language of all jobs. */
  public static final ExpressionLanguage STANDARD = new ExpressionLanguage();

  private final Cel cel =
      CelFactory.plannerCelBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(
              CelStandardMacro.HAS,
              CelStandardMacro.ALL,
              CelStandardMacro.EXISTS,
              CelStandardMacro.EXISTS_ONE)
          .addMacros(GatheringMacros.MACROS)
          .addFunctionDeclarations(GatheringMacros.DECLARATIONS)
          .addFunctionBindings(GatheringMacros.bindings())
          .addVar(RECORD, MapType.create(SimpleType.STRING, SimpleType.DYN))
          .addCompilerLibraries(
              CelExtensions.strings(), CelExtensions.math(), CelExtensions.optional())
          .addRuntimeLibraries(
              CelExtensions.strings(), CelExtensions.math(), CelExtensions.optional())
          .build();

  private ExpressionLanguage() {}

  /**
   * An expression with what is known of it before any record.
   *
   * @param run the expression
   * @param use the fields it names
   * @param tree the expression as CEL has checked it, all fields dynamic
   */
  public record Compiled(Expression run, FieldUse use, CelAbstractSyntaxTree tree) {

    /** The type of its result; dynamic where it depends on the record. */
    public CelType type() {
      return tree.getResultType();
    }

    /**
     * What is wrong with it where fields have these kinds, and which kinds its result has.
     *
     * @param condition whether the result must be true or false
     */
    public KindCheck.Found check(Map<String, KindSet> fields, boolean condition) {
      return KindCheck.check(tree, fields, FieldUse::fieldOf, condition);
    }
  }

  /**
   * The expression of a text, its functions and operators checked.
   *
   * @throws UnfitValue where it is no expression; the message has line and column
   */
  public Compiled compile(String text) throws UnfitValue {
    CelAbstractSyntaxTree tree = check(text);
    FieldUse use = FieldUse.of(tree.getExpr());
    Optional<String> field = FieldUse.fieldOf(tree.getExpr());
    Expression run = field.isPresent() ? new Expression.Copy(field.get()) : computed(tree);
    if (!use.record()) {
      run = new Expression.Constant(run.evaluate(Document.empty()));
    }
    return new Compiled(run, use, tree);
  }

  private Expression computed(CelAbstractSyntaxTree tree) throws UnfitValue {
    try {
      return new Expression.Computed(
          cel.createProgram(tree),
          WatchedParts.of(tree.getExpr()),
          tree.getSource().getPositionsMap());
    } catch (CelEvaluationException e) {
      throw new UnfitValue(CelMessages.ofEvaluation(e));
    }
  }

  private CelAbstractSyntaxTree check(String text) throws UnfitValue {
    CelValidationResult result = cel.compile(text);
    try {
      return result.getAst();
    } catch (CelValidationException e) {
      throw new UnfitValue(CelMessages.ofIssues(text, result.getErrors()));
    }
  }
}
