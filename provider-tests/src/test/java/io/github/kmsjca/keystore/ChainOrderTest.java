package io.github.kmsjca.keystore;

import static io.github.kmsjca.keystore.TestCertificates.FIRST_LINE;
import static io.github.kmsjca.keystore.TestCertificates.load;
import static io.github.kmsjca.keystore.TestCertificates.pem;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.TestKms;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A chain may stand in any order, and what does not belong to it is not taken for a part of it. */
class ChainOrderTest {
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static TestAuthority root;
  private static TestAuthority middle;
  private static TestAuthority issuing;
  private static X509Certificate leaf;

  @BeforeAll
  static void start() throws Exception {
    root = TestAuthority.root("Root");
    middle = root.below("Middle");
    issuing = middle.below("Issuing");
    leaf = issuing.leaf("web");
  }

  private static List<Certificate> read(List<X509Certificate> certificates) throws Exception {
    String text = FIRST_LINE + "alias: web\n" + pem(certificates.toArray(new X509Certificate[0]));
    KeyStore store = load(kms.provider(), text);
    Certificate[] chain = store.getCertificateChain("web");
    return chain == null ? List.of() : List.of(chain);
  }

  private static void inAnyOrder(X509Certificate... chain) throws Exception {
    List<X509Certificate> shuffled = new ArrayList<>(List.of(chain));
    Random random = new Random(4711);
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(shuffled, random);
      assertThat(read(shuffled)).isEqualTo(List.of(chain));
    }
  }

  @Test
  void ordinaryChains() throws Exception {
    inAnyOrder(leaf, issuing.certificate(), middle.certificate(), root.certificate());
    inAnyOrder(leaf, issuing.certificate());
    inAnyOrder(middle.certificate(), root.certificate());
  }

  /**
   * As after a change of the authority's key: the same name twice, and only one signed the leaf.
   */
  @Test
  void issuersOfOneName() throws Exception {
    TestAuthority old = root.below("Issuing");
    TestAuthority anew = old.below("Issuing");
    X509Certificate made = anew.leaf("web");
    inAnyOrder(made, anew.certificate(), old.certificate(), root.certificate());
    assertThat(read(List.of(made, old.certificate(), root.certificate())))
        .as("the issuer is missing, whatever the names say")
        .hasSizeBetween(0, 3);
  }

  /** The new root's certificate from the old root, as ISRG had one. */
  @Test
  void crossSigned() throws Exception {
    TestAuthority old = TestAuthority.root("Old Root");
    X509Certificate cross = old.crossSign(root);
    inAnyOrder(leaf, issuing.certificate(), middle.certificate(), cross, old.certificate());
    // The root's own certificate is by the same key as its other one.
    assertThat(
            read(
                List.of(
                    leaf,
                    issuing.certificate(),
                    middle.certificate(),
                    cross,
                    old.certificate(),
                    root.certificate())))
        .containsExactly(
            leaf,
            issuing.certificate(),
            middle.certificate(),
            root.certificate(),
            cross,
            old.certificate());
  }

  @Test
  void rootsThatSignedEachOther() throws Exception {
    TestAuthority other = TestAuthority.root("Other");
    X509Certificate one = root.crossSign(other);
    X509Certificate two = other.crossSign(root);
    assertThat(read(List.of(two, one, middle.certificate())))
        .containsExactly(middle.certificate(), two, one);
  }

  @Test
  void leafWithTheNameOfItsIssuer() throws Exception {
    X509Certificate same = root.leaf("Root");
    inAnyOrder(same, root.certificate());
  }

  @Test
  void aGapIsNotAChain() throws Exception {
    assertThat(read(List.of(leaf, middle.certificate()))).isEmpty();
    assertThat(read(List.of(leaf, issuing.leaf("web"), issuing.certificate()))).isEmpty();
  }

  /** Whoever writes the file must not make the reader try for ever. */
  @Test
  @Timeout(30)
  void manyOfOneName() throws Exception {
    StringBuilder text = new StringBuilder(FIRST_LINE);
    List<X509Certificate> same = new ArrayList<>();
    TestAuthority one = TestAuthority.root("Same");
    for (int i = 0; i < 30; i++) {
      same.add(one.leaf("Same", Duration.ofDays(1000 + i)));
    }
    String all = pem(same.toArray(new X509Certificate[0]));
    for (int i = 0; i < 300; i++) {
      text.append("alias: a").append(i).append('\n').append(all);
    }
    KeyStore store = load(kms.provider(), text.toString());
    assertThat(store.size()).isEqualTo(300);
    assertThat(store.getCertificateChain("a7")).isNull();
  }

  /** An entry that needs many signatures verified is its own mistake only. */
  @Test
  void oneEntryTakesNoSignaturesFromOthers() throws Exception {
    List<X509Certificate> same = new ArrayList<>();
    TestAuthority one = TestAuthority.root("Same");
    for (int i = 0; i < 30; i++) {
      same.add(one.leaf("Same", Duration.ofDays(1000 + i)));
    }
    TestAuthority old = TestAuthority.root("Old Root");
    String good =
        pem(
            old.crossSign(root),
            root.certificate(),
            old.certificate(),
            leaf,
            issuing.certificate(),
            middle.certificate());
    StringBuilder text =
        new StringBuilder(FIRST_LINE)
            .append("alias: same\n")
            .append(pem(same.toArray(new X509Certificate[0])));
    for (int i = 0; i < 300; i++) {
      text.append("alias: a").append(i).append('\n').append(good);
    }
    KeyStore store = load(kms.provider(), text.toString());
    for (int i = 0; i < 300; i++) {
      assertThat(store.getCertificateChain("a" + i)).hasSize(6);
    }
  }
}
