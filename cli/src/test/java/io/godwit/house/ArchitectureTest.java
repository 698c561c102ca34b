package io.godwit.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.godwit.common.spec.Beside;
import io.godwit.common.spec.ConnectionSpec;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spec.StepSpec;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who may know whom, and what a class may not be. */
final class ArchitectureTest {

  private static final List<String> APPS =
      List.of("io.godwit.producer..", "io.godwit.worker..", "io.godwit.aggregator..");
  private static final List<String> CONNECTORS =
      List.of(
          "io.godwit.files..",
          "io.godwit.jdbc..",
          "io.godwit.mongodb..",
          "io.godwit.azure..",
          "io.godwit.s3..",
          "io.godwit.content..");

  private static final Pattern FORBIDDEN_NAME =
      Pattern.compile("(Abstract|Base)[A-Z].*|.*(Util|Utils|Helper|Manager|Impl)([A-Z].*)?");
  private static final Pattern FORBIDDEN_PACKAGE =
      Pattern.compile("(.*\\.)?(util|utils|helper|helpers|manager|impl)(\\..*)?");

  private static final Pattern ENDS_PROCESS = Pattern.compile(".*Main|ParentWatch|Poison");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.godwit");

  @Test
  void everyModuleIsLookedAt() {
    assertThat(CLASSES.stream().map(type -> type.getPackageName().split("\\.")[2]).distinct())
        .contains("common", "files", "jdbc", "mongodb", "producer", "worker", "aggregator")
        .contains("azure", "s3", "content", "embedded", "cli");
  }

  @Test
  void appsMeetInTopicsOnly() {
    for (String app : APPS) {
      String[] others = APPS.stream().filter(o -> !o.equals(app)).toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(app)
          .should()
          .dependOnClassesThat(resideInAnyPackage(others))
          .check(CLASSES);
    }
  }

  @Test
  void appsKnowNoConnector() {
    noClasses()
        .that()
        .resideInAnyPackage(APPS.toArray(String[]::new))
        .should()
        .dependOnClassesThat(resideInAnyPackage(CONNECTORS.toArray(String[]::new)))
        .check(CLASSES);
  }

  @Test
  void theContractNamesNoKind() {
    for (Class<?> edge :
        List.of(SourceSpec.class, StepSpec.class, SinkSpec.class, ConnectionSpec.class)) {
      classes()
          .that()
          .areAssignableTo(edge)
          .and()
          .areNotInterfaces()
          .and()
          .areNotAssignableTo(Beside.class)
          .should()
          .resideOutsideOfPackage("io.godwit.common..")
          .check(CLASSES);
    }
  }

  @Test
  void aConnectorKnowsTheContractOnly() {
    for (String connector : CONNECTORS) {
      noClasses()
          .that()
          .resideInAPackage(connector)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.godwit..")
                  .and(
                      DescribedPredicate.not(
                          resideInAnyPackage(
                              connector,
                              "io.godwit.common.model..",
                              "io.godwit.common.spec..",
                              "io.godwit.common.store..",
                              "io.godwit.common.spi.."))))
          .check(CLASSES);
    }
  }

  @Test
  void theContractImportsNothingElse() {
    onlyKnows("io.godwit.common.model..");
    onlyKnows("io.godwit.common.spec..", "io.godwit.common.model..");
    onlyKnows("io.godwit.common.store..", "io.godwit.common.model..");
    onlyKnows(
        "io.godwit.common.spi..",
        "io.godwit.common.model..",
        "io.godwit.common.spec..",
        "io.godwit.common.store..");
  }

  private static void onlyKnows(String of, String... others) {
    classes()
        .that()
        .resideInAPackage(of)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "org.jspecify..", of).or(resideInAnyPackage(others)))
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.godwit.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  /** It reads two topics, and what only reads topics needs no machinery that writes them. */
  @Test
  void whatShowsARunReachesNoAggregatorAndNoStreams() {
    noClasses()
        .that(
            describe(
                "show a run",
                type ->
                    type.getName().startsWith("io.godwit.cli.Status")
                        || type.getPackageName().equals("io.godwit.cli.show")
                        || type.getPackageName().equals("io.godwit.common.run")))
        .should()
        .transitivelyDependOnClassesThat(
            resideInAnyPackage("io.godwit.aggregator..", "org.apache.kafka.streams.."))
        .check(CLASSES);
  }

  @Test
  void inheritanceAmongOwnClassesIsOneDeep() {
    noClasses()
        .should(
            have(
                describe(
                    "an own superclass that itself extends an own class",
                    type ->
                        type.getRawSuperclass().filter(ArchitectureTest::extendsOwn).isPresent())))
        .check(CLASSES);
  }

  private static boolean extendsOwn(JavaClass type) {
    return type.getPackageName().startsWith("io.godwit")
        && type.getRawSuperclass()
            .filter(above -> above.getPackageName().startsWith("io.godwit"))
            .isPresent();
  }

  @Test
  void namesSayWhatAThingIs() {
    assertThat(CLASSES)
        .noneMatch(type -> FORBIDDEN_NAME.matcher(type.getSimpleName()).matches())
        .noneMatch(type -> FORBIDDEN_PACKAGE.matcher(type.getPackageName()).matches());
  }

  @Test
  void staticsDoNotChange() {
    fields()
        .that(describe("are static", ArchitectureTest::isStatic))
        .should()
        .beFinal()
        .andShould(have(describe("an immutable type", ArchitectureTest::isImmutable)))
        .check(CLASSES);
  }

  private static boolean isStatic(JavaField field) {
    return field.getModifiers().contains(JavaModifier.STATIC)
        && !field.getModifiers().contains(JavaModifier.SYNTHETIC);
  }

  /**
   * What the type can tell. An array may be private, and is then the class's own affair; an
   * interface such as List is taken for what {@code List.of} makes.
   */
  private static boolean isImmutable(JavaField field) {
    JavaClass type = field.getRawType();
    boolean container = type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
    boolean sharedArray = type.isArray() && !field.getModifiers().contains(JavaModifier.PRIVATE);
    return !sharedArray
        && !(container && !type.isInterface())
        && !type.getPackageName().equals(AtomicReference.class.getPackageName())
        && !type.isAssignableTo(StringBuilder.class);
  }

  /**
   * The watch is a part of the embedded servers' main classes; poison is there to end a process.
   */
  @Test
  void onlyAMainClassEndsTheProcess() {
    noClasses()
        .that(
            describe(
                "are no main class", type -> !ENDS_PROCESS.matcher(type.getSimpleName()).matches()))
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(CLASSES);
  }

  @Test
  void whatAllShareKnowsNobody() {
    noClasses()
        .that()
        .resideInAPackage("io.godwit.common..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.godwit..")
                .and(DescribedPredicate.not(resideInAnyPackage("io.godwit.common.."))))
        .check(CLASSES);
  }
}
