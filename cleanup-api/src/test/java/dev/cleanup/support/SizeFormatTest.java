package dev.cleanup.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.storage.ByteSize;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class SizeFormatTest {

    @Test
    void aReportCountsMegabytesAsLimitsDo() {
        assertThat(SizeFormat.words(ByteSize.megabytes(10).bytes())).isEqualTo("10.0 MB");
        assertThat(SizeFormat.words(1023)).isEqualTo("1023 bytes");
        assertThat(SizeFormat.words(1024)).isEqualTo("1.0 kB");
        assertThat(SizeFormat.words(1)).isEqualTo("1 byte");
        assertThat(SizeFormat.words(Long.MAX_VALUE)).isEqualTo("8.0 EB");
    }

    @Test
    void noUnitIsRoundedUpToTheNext() {
        assertThat(SizeFormat.words(1024 * 1024 - 1)).isEqualTo("1.0 MB");
        assertThat(SizeFormat.words(1023 * 1024)).isEqualTo("1023.0 kB");
    }

    @Test
    void theDefaultLocaleHasNoSay() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(SizeFormat.words(1536)).isEqualTo("1.5 kB");
        } finally {
            Locale.setDefault(before);
        }
    }
}
