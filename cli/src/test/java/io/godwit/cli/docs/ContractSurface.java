package io.godwit.cli.docs;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a connector may use: the public types of some packages, with all that can be named in them,
 * one line each. What is private or made by the compiler is not in it.
 */
final class ContractSurface {

  private static final Set<String> OF_EVERY_VALUE =
      Set.of("equals", "hashCode", "toString", "values", "valueOf");

  private final StringBuilder text = new StringBuilder();

  /**
   * The surface of packages.
   *
   * @param home a class of the module that has them, from a folder of classes
   */
  static String of(Class<?> home, String... packages) throws Exception {
    ContractSurface surface = new ContractSurface();
    URI classes = home.getProtectionDomain().getCodeSource().getLocation().toURI();
    for (String name : packages) {
      surface.text.append("\n# ").append(name).append('\n');
      Path folder = Path.of(classes).resolve(name.replace('.', '/'));
      try (Stream<Path> files = Files.list(folder)) {
        for (String file : new TreeSet<>(files.map(f -> f.getFileName().toString()).toList())) {
          if (file.endsWith(".class") && !file.equals("package-info.class")) {
            surface.add(Class.forName(name + "." + file.replace(".class", "")));
          }
        }
      }
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
