package io.github.kmsjca.localkms.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.localkms.ModelOracle;
import io.github.kmsjca.localkms.internal.model.Member;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.protocol.MarshallingType;

/** The input of every operation beside that of the real SDK. */
final class InputShapesTest {
  private static final Map<Member.Kind, MarshallingType<?>> TYPES =
      Map.of(
          Member.Kind.STRING, MarshallingType.STRING,
          Member.Kind.BLOB, MarshallingType.SDK_BYTES,
          Member.Kind.INTEGER, MarshallingType.INTEGER,
          Member.Kind.BOOLEAN, MarshallingType.BOOLEAN,
          Member.Kind.MOMENT, MarshallingType.INSTANT,
          Member.Kind.LIST, MarshallingType.LIST,
          Member.Kind.MAP, MarshallingType.MAP,
          Member.Kind.STRUCTURE, MarshallingType.SDK_POJO);

  static Collection<String> operations() {
    return new TreeSet<>(Dispatcher.operations());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void theInputHasTheMembersOfTheModel(String operation) {
    List<Member> members = OperationTable.find(operation).orElseThrow().row().input().members();
    assertSame(operation, members, ModelOracle.input(operation));
  }

  private static void assertSame(String path, List<Member> ours, List<ModelOracle.Member> theirs) {
    assertThat(ours.stream().map(Member::name))
        .as(path)
        .containsExactlyInAnyOrderElementsOf(
            theirs.stream().map(ModelOracle.Member::name).toList());
    for (ModelOracle.Member model : theirs) {
      Member own =
          ours.stream().filter(one -> one.name().equals(model.name())).findFirst().orElseThrow();
      String name = path + "." + own.name();
      assertThat(TYPES.get(own.kind())).as(name).isEqualTo(model.type());
      Member element = own.element();
      assertThat(new TreeSet<>((element == null ? own : element).allowed()))
          .as(name)
          .isEqualTo(model.allowed());
      assertSame(name, (element == null ? own : element).structure(), model.members());
    }
  }
}
