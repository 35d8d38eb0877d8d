package io.github.kmsjca.localkms.internal.durable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.kmsjca.localkms.internal.state.StoredRecord;
import io.github.kmsjca.testkit.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The names that stand in every data folder. Whoever changes this list changes what an older
 * release reads: a new component must be nullable, or old folders lack it; all else needs a new
 * version in the header of the files.
 */
final class RecordShapesTest {
  private static final Pattern PACKAGES = Pattern.compile("[a-z.]+\\.(?=[A-Z])");
  private static final Pattern ANNOTATIONS = Pattern.compile("@\\S+ ");

  @Test
  void theNamesOfTheFormatAreKnown() throws IOException {
    TreeSet<String> shapes = new TreeSet<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.kmsjca.localkms.internal.state")) {
      if (type.isAssignableTo(StoredRecord.class) && !type.isInterface()) {
        assertThat(type.isRecord()).as(type.getName()).isTrue();
        collect(type.reflect(), shapes);
      }
    }
    Path file =
        Project.root()
            .resolve("provider-tests/src/test/resources")
            .resolve("io/github/kmsjca/localkms/internal/durable/record-shapes.txt");
    String found = String.join("\n", shapes) + "\n";
    if (Boolean.getBoolean("api.update")) {
      Files.writeString(file, found);
    }
    assertThat(found)
        .as("-Dapi.update=true rewrites it, once the change is one that old folders can bear")
        .isEqualTo(Files.readString(file));
  }

  @Test
  void whatThisReleaseCannotHaveWrittenIsRefusedAndNotQuoted() {
    for (String record :
        List.of(
            "{}",
            "{\"unit\": [{\"account\": \"secret\"}]}",
            "{\"unit\": [{\"account\": \"1\", \"region\": \"r\", \"table\": \"../secret\", \"id\": \"1\"}]}",
            "{\"unit\": [{\"account\": \"1\", \"region\": \"r\", \"table\": \"Change\", \"id\": \"1\"}]}",
            "{\"unit\": [{\"account\": \"1\", \"region\": \"r\", \"table\": \"Alias\", \"id\": \"1\","
                + " \"record\": {\"secret\": \"secret\"}}]}",
            "secret")) {
      assertThatThrownBy(() -> RecordCodec.decoded(record.getBytes(UTF_8)))
          .as(record)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("A record is not one of this release")
          .message()
          .doesNotContain("secret");
    }
  }

  private static void collect(Class<?> type, Set<String> shapes) {
    List<String> components = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      components.add(component.getName() + ": " + text(component.getGenericType()));
      nested(component.getGenericType(), shapes);
    }
    shapes.add(
        PACKAGES.matcher(type.getName()).replaceAll("")
            + "("
            + String.join(", ", components)
            + ")");
  }

  private static void nested(Type type, Set<String> shapes) {
    if (type instanceof Class<?> plain && plain.isRecord()) {
      collect(plain, shapes);
    } else if (type instanceof ParameterizedType generic) {
      for (Type argument : generic.getActualTypeArguments()) {
        nested(argument, shapes);
      }
    }
  }

  private static String text(Type type) {
    return PACKAGES.matcher(ANNOTATIONS.matcher(type.getTypeName()).replaceAll("")).replaceAll("");
  }
}
