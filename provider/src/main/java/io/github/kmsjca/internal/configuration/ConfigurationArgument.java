package io.github.kmsjca.internal.configuration;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What a provider instance was given: {@code key=value;key=value}, a properties file's path, or a
 * builder's settings. Reading never throws; what is wrong is kept in {@link #problems()}.
 *
 * @param values setting key to text, unchecked
 * @param source where the values came from, for people
 * @param problems what could not be read
 */
public record ConfigurationArgument(
    Map<String, String> values, String source, List<String> problems) {

  public ConfigurationArgument {
    values = Map.copyOf(values);
    problems = List.copyOf(problems);
  }

  /** Without the values, since one of them may have a password. */
  @Override
  public String toString() {
    return source;
  }

  /** No argument. */
  public static ConfigurationArgument none() {
    return new ConfigurationArgument(Map.of(), "no argument", List.of());
  }

  /** Settings made by a program. */
  public static ConfigurationArgument of(Map<String, String> values) {
    return new ConfigurationArgument(values, "builder", List.of());
  }

  /** Inline settings if the text has an equals sign, else the path of a properties file. */
  public static ConfigurationArgument parse(String text) {
    return text.indexOf('=') >= 0 ? inline(text) : file(text.strip());
  }

  /** The instance's name, needed before anything is validated. */
  public String providerName() {
    String name = values.getOrDefault(Setting.NAME.key(), "").strip();
    String defaultName = Setting.NAME.defaultText();
    return name.isEmpty() && defaultName != null ? defaultName : name;
  }

  private static ConfigurationArgument inline(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (String pair : text.split(";", -1)) {
      int equals = pair.indexOf('=');
      if (pair.isBlank()) {
        continue;
      }
      if (equals <= 0) {
        String shown = UserInfo.crossedOutOfUrl(pair.strip()); // perhaps the end of a password
        problems.add("'" + shown + "' is not key=value");
        continue;
      }
      String key = pair.substring(0, equals).strip();
      if (values.put(key, pair.substring(equals + 1).strip()) != null) {
        problems.add("'" + UserInfo.shownKey(key) + "' is given twice");
      }
    }
    return new ConfigurationArgument(values, "argument", problems);
  }

  private static ConfigurationArgument file(String path) {
    String shown = UserInfo.crossedOutOfPath(path);
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(path))) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      String problem = "cannot read properties file '" + shown + "': " + reason(e);
      return new ConfigurationArgument(Map.of(), "file " + shown, List.of(problem));
    }
    Map<String, String> values = new LinkedHashMap<>();
    properties.stringPropertyNames().forEach(k -> values.put(k, properties.getProperty(k).strip()));
    return new ConfigurationArgument(values, "file " + shown, List.of());
  }

  /** Without the path, which the messages of these exceptions repeat. */
  private static String reason(Exception e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file (settings in place of a file are key=value;key=value)";
    }
    if (e instanceof FileSystemException failure) {
      String told = failure.getReason();
      return e.getClass().getSimpleName() + (told == null ? "" : ": " + told);
    }
    return e instanceof InvalidPathException invalid ? invalid.getReason() : e.toString();
  }
}
