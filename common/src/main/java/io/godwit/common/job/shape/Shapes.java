package io.godwit.common.job.shape;

import io.godwit.common.spec.ChosenSource;
import io.godwit.common.spec.ConnectionTo;
import io.godwit.common.spec.Job;
import io.godwit.common.spec.SinkEntry;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spec.UnitStep;
import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.Form;
import io.godwit.common.spec.notation.KindKey;
import io.godwit.common.spec.notation.NamesAlone;
import io.godwit.common.spec.notation.Nested;
import io.godwit.common.spec.notation.OneOrMore;
import io.godwit.common.spec.notation.Range;
import io.godwit.common.spec.notation.Referring;
import io.godwit.common.spec.notation.SameAs;
import io.godwit.common.spec.rule.Allowance;
import io.godwit.common.spec.rule.Size;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads shapes from records and their annotations. */
public final class Shapes {

  private final Kinds kinds;

  /** Read once: a job file is parsed several times on the way to its first record. */
  private static final class Installed {
    static final Shape.Mapping JOB = new Shapes(Kinds.installed()).mapping(Job.class);
  }

  private Shapes(Kinds kinds) {
    this.kinds = kinds;
  }

  /** The shape of a whole job file that can name these kinds. */
  public static Shape.Mapping job(Kinds kinds) {
    return kinds.equals(Kinds.installed()) ? Installed.JOB : new Shapes(kinds).mapping(Job.class);
  }

  private Shape.Mapping mapping(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    List<Shape.Field> fields = Arrays.stream(components).map(this::field).toList();
    return new Shape.Mapping(type, doc(type), fields, constructor(type, components));
  }

  private static Constructor<?> constructor(Class<?> type, RecordComponent[] components) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has a canonical constructor", e);
    }
  }

  private Shape.Field field(RecordComponent component) {
    return new Shape.Field(
        KindKey.of(component),
        doc(component),
        shape(component.getGenericType(), component),
        absent(component),
        Optional.ofNullable(component.getAnnotation(ConnectionTo.class)).map(ConnectionTo::value),
        component);
  }

  private static Shape.Absent absent(RecordComponent component) {
    if (component.getType() == Optional.class) {
      return new Shape.Absent.Nothing();
    }
    Default standard = component.getAnnotation(Default.class);
    if (standard != null) {
      return new Shape.Absent.Stands(standard.value());
    }
    SameAs same = component.getAnnotation(SameAs.class);
    return same == null ? new Shape.Absent.Refused() : new Shape.Absent.Same(same.value());
  }

  private Shape shape(Type type, AnnotatedElement marks) {
    return switch (type) {
      case ParameterizedType generic -> container(generic, marks);
      case Class<?> plain -> plain(plain, marks);
      default -> throw new IllegalStateException("a job file has no place for " + type);
    };
  }

  private Shape container(ParameterizedType type, AnnotatedElement marks) {
    Type[] arguments = type.getActualTypeArguments();
    boolean oneOrMore = marks.isAnnotationPresent(OneOrMore.class);
    if (type.getRawType() == Optional.class) {
      return shape(arguments[0], marks);
    }
    if (type.getRawType() == List.class) {
      return new Shape.ListOf(shape(arguments[0], marks), oneOrMore);
    }
    if (type.getRawType() == Map.class && arguments[0] == String.class) {
      return new Shape.MapOf(
          shape(arguments[1], marks), oneOrMore, marks.isAnnotationPresent(NamesAlone.class));
    }
    throw new IllegalStateException("a job file has no place for " + type);
  }

  private Shape plain(Class<?> type, AnnotatedElement marks) {
    if (type == String.class) {
      return new Shape.Text(
          Optional.ofNullable(marks.getAnnotation(Form.class)).map(Form::value),
          marks.isAnnotationPresent(Referring.class));
    }
    if (type == int.class || type == Integer.class) {
      Range range = marks.getAnnotation(Range.class);
      return range == null
          ? new Shape.Whole(Integer.MIN_VALUE, Integer.MAX_VALUE)
          : new Shape.Whole(range.from(), range.to());
    }
    if (type == char.class || type == Character.class) {
      return new Shape.Letter();
    }
    if (type == boolean.class) {
      return new Shape.Flag();
    }
    if (type == Size.class) {
      return new Shape.Bytes();
    }
    if (type == Allowance.class) {
      return new Shape.Portion();
    }
    if (type == Duration.class) {
      return new Shape.Span();
    }
    return declared(type);
  }

  private Shape declared(Class<?> type) {
    if (type.isEnum()) {
      return choice(type);
    }
    if (type.isRecord()) {
      return mapping(type);
    }
    return kinds
        .records(type)
        .<Shape>map(records ->
            new Shape.OneOf(
                type, doc(type), records.stream().map(this::alternative).toList(), around(type)))
        .orElseThrow(() -> new IllegalStateException("a job file has no place for " + type));
  }

  /** What a job may say beside a source, a step or a sink, whichever kind it is of. */
  private Optional<Shape.Around> around(Class<?> type) {
    if (type == SourceSpec.class) {
      return Optional.of(
          new Shape.Around(
              mapping(ChosenSource.Rules.class),
              (kind, rules) -> new ChosenSource((SourceSpec) kind, (ChosenSource.Rules) rules)));
    }
    if (type == SinkSpec.class) {
      return Optional.of(
          new Shape.Around(
              mapping(SinkEntry.Rules.class),
              (kind, rules) -> new SinkEntry((SinkSpec) kind, (SinkEntry.Rules) rules)));
    }
    if (type == StepSpec.class) {
      return Optional.of(
          new Shape.Around(
              mapping(UnitStep.Rules.class),
              (kind, rules) -> new UnitStep((StepSpec) kind, (UnitStep.Rules) rules)));
    }
    return Optional.empty();
  }

  private Shape.Alternative alternative(Class<?> type) {
    boolean nested = type.isAnnotationPresent(Nested.class);
    return new Shape.Alternative(KindKey.of(type), nested, mapping(type));
  }

  private static Shape choice(Class<?> type) {
    List<Shape.Option> options = new ArrayList<>();
    for (Object constant : type.getEnumConstants()) {
      String name = ((Enum<?>) constant).name();
      options.add(
          new Shape.Option(
              name.toLowerCase(Locale.ROOT).replace('_', '-'), doc(type, name), constant));
    }
    return new Shape.Choice(List.copyOf(options));
  }

  private static String doc(Class<?> type, String constant) {
    try {
      return doc(type.getField(constant));
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("every constant of an enum is a field", e);
    }
  }

  private static String doc(AnnotatedElement element) {
    return Optional.ofNullable(element.getAnnotation(Doc.class)).map(Doc::value).orElse("");
  }
}
