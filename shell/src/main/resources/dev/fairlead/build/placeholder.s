# The program that build.PlaceholderBase appends a text to: it writes the text and then sleeps.
# One ELF segment of one page, loaded whole (System V ABI, AMD64 supplement). The text ends with the file, since the
# rest of the file's last page is read as zeros. `placeholder` beside this file is made of it by
#   as placeholder.s -o placeholder.o && objcopy -O binary placeholder.o placeholder

        .set    address, 0x400000
start:  .ascii  "\177ELF\2\1\1"                 # 64 bits, little endian
        .zero   9
        .short  2, 62                           # an executable for x86-64
        .long   1
        .quad   address + entry - start, header - start, 0
        .long   0
        .short  64, 56, 1, 0, 0, 0              # sizes of the headers; one segment, no sections
header: .long   1, 5                            # load, to read and to execute
        .quad   0, address, address, 4096, 4096, 4096
entry:  mov     $address + text - start, %esi
        xor     %edx, %edx
count:  inc     %edx
        cmpb    $0, (%rsi,%rdx)
        jne     count
        mov     $1, %eax                        # write
        mov     $1, %edi                        # to standard output
        syscall
sleep:  mov     $34, %eax                       # pause
        syscall
        jmp     sleep
text:
