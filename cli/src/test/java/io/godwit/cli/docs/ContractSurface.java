package io.godwit.cli.docs;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a connector may use: the public types of some packages, with all that can be named in them,
 * one line each. What is private or made by the compiler is not in it.
 */
final class ContractSurface {

  private static final Set<String> OF_EVERY_VALUE =
      Set.of("equals", "hashCode", "toString", "values", "valueOf");

  private final StringBuilder text = new StringBuilder();

  /** The surface of packages. */
  static String of(String... packages) {
    ContractSurface surface = new ContractSurface();
    for (String name : packages) {
      surface.text.append("\n# ").append(name).append('\n');
      new ClassFileImporter()
          .importPackages(name).stream()
              .filter(type -> type.getPackageName().equals(name) && !type.isAnonymousClass())
              .filter(type -> !type.getSimpleName().equals("package-info"))
              .sorted(Comparator.comparing(JavaClass::getName))
              .forEach(type -> surface.add(type.reflect()));
    }
    return surface.text.toString();
  }

  private void add(Class<?> type) {
    if (!isVisible(type)) {
      return;
    }
    text.append('\n').append(head(type)).append('\n');
    lines(type).stream().sorted().forEach(line -> text.append("  ").append(line).append('\n'));
  }

  private static boolean isVisible(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return Modifier.isPublic(type.getModifiers())
        && !type.isAnonymousClass()
        && (outer == null || isVisible(outer));
  }

  private static String head(Class<?> type) {
    String kind =
        type.isAnnotation()
            ? "annotation"
            : type.isRecord()
                ? "record"
                : type.isEnum() ? "enum" : type.isInterface() ? "interface" : "class";
    String components =
        type.isRecord()
            ? Arrays.stream(type.getRecordComponents())
                .map(ContractSurface::component)
                .collect(Collectors.joining(", ", "(", ")"))
            : "";
    List<String> above = new ArrayList<>();
    if (type.getSuperclass() != null
        && !Set.of(Object.class, Record.class, Enum.class).contains(type.getSuperclass())) {
      above.add(name(type.getGenericSuperclass()));
    }
    Arrays.stream(type.getGenericInterfaces()).map(ContractSurface::name).forEach(above::add);
    return (type.isSealed() ? "sealed " : "")
        + kind
        + " "
        + name(type)
        + components
        + (above.isEmpty() || type.isAnnotation() ? "" : " is " + String.join(", ", above));
  }

  private static String component(RecordComponent component) {
    return name(component.getGenericType()) + " " + component.getName();
  }

  private static List<String> lines(Class<?> type) {
    Set<String> components =
        type.isRecord()
            ? Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet())
            : Set.of();
    List<String> lines = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      if (Modifier.isPublic(field.getModifiers()) && !field.isSynthetic()) {
        lines.add(field.getName() + ": " + name(field.getGenericType()));
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      boolean isComponent =
          method.getParameterCount() == 0 && components.contains(method.getName());
      if (Modifier.isPublic(method.getModifiers())
          && !method.isSynthetic()
          && !isComponent
          && !OF_EVERY_VALUE.contains(method.getName())) {
        lines.add(line(method));
      }
    }
    return lines;
  }

  private static String line(Method method) {
    String thrown =
        Arrays.stream(method.getGenericExceptionTypes())
            .map(ContractSurface::name)
            .sorted()
            .collect(Collectors.joining(", "));
    return (Modifier.isStatic(method.getModifiers()) ? "static " : "")
        + (method.isDefault() ? "default " : "")
        + method.getName()
        + Arrays.stream(method.getGenericParameterTypes())
            .map(ContractSurface::name)
            .collect(Collectors.joining(", ", "(", ")"))
        + ": "
        + name(method.getGenericReturnType())
        + (thrown.isEmpty() ? "" : " throws " + thrown);
  }

  /** As people write it: without packages. */
  private static String name(Type type) {
    return type.getTypeName().replaceAll("[a-z0-9_]+\\.", "").replace('$', '.');
  }
}
